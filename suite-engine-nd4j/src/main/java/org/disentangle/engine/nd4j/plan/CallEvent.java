package org.disentangle.engine.nd4j.plan;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * One call of native code, for Java's Flight Recorder: what a step spends its time on. Costs nothing while nobody records. On a GPU it ends when
 * the call has been queued.
 */
@Name(CallEvent.NAME)
@Label("ND4J call")
@Category({"Disentanglement suite", "ND4J engine"})
@StackTrace(false)
final class CallEvent extends Event {
    static final String NAME = "org.disentangle.engine.nd4j.Call";

    /** The operation and its scope, such as {@code gradient of Convolution2d in 'encoder/layer0/conv'}. */
    @Label("Place")
    String place = "";

    /** ND4J's operation, or {@code host} for what the engine does itself. */
    @Label("Kernel")
    String kernel = "";
}
