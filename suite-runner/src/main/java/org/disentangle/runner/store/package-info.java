/** An output folder: plan, records and boards, each written whole or not at all. */
@NullMarked
package org.disentangle.runner.store;

import org.jspecify.annotations.NullMarked;
