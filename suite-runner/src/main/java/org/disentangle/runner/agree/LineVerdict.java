package org.disentangle.runner.agree;

import org.disentangle.runner.experiment.LineNames;

/** Whether engines agree on one method with its settings on one data set, in one respect. */
interface LineVerdict extends Verdict {
    LineNames.Line line();
}
