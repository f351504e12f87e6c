package org.disentangle.runner.agree;

/** Whether engines agree in one respect. */
interface Verdict {
    boolean agrees();
}
