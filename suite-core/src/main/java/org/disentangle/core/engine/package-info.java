/**
 * What runs tensor programs.
 *
 * <p>An {@link org.disentangle.core.engine.Engine} opens a {@link org.disentangle.core.engine.Session} on one device; the session
 * holds {@link org.disentangle.core.engine.Variables} and runs programs over them.
 */
@NullMarked
package org.disentangle.core.engine;

import org.jspecify.annotations.NullMarked;
