/** Boards: what records of one plan say together. */
@NullMarked
package org.disentangle.runner.board;

import org.jspecify.annotations.NullMarked;
