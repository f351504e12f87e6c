/** Whether an output folder's files say what they said when they were made, and whether its numbers come out again. */
@NullMarked
package org.disentangle.runner.verify;

import org.jspecify.annotations.NullMarked;
