/** The command line. */
@NullMarked
package org.disentangle.runner.cli;

import org.jspecify.annotations.NullMarked;
