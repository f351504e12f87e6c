/** What the user asked for, resolved into trials. */
@NullMarked
package org.disentangle.runner.experiment;

import org.jspecify.annotations.NullMarked;
