/** The drawings of a page as files of their own, for papers: SVG that needs neither the page nor its style sheet. */
@NullMarked
package org.disentangle.runner.figure;

import org.jspecify.annotations.NullMarked;
