/** What tests of methods, engines and encoders stand on: a reference interpreter, numerical gradients, and contracts to extend. */
@NullMarked
package org.disentangle.testkit;

import org.jspecify.annotations.NullMarked;
