/** Where finished trials can be shown beside the suite's own files: TensorBoard and MLflow. Nothing here can harm a run. */
@NullMarked
package org.disentangle.runner.sink;

import org.jspecify.annotations.NullMarked;
