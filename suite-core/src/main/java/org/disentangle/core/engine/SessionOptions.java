package org.disentangle.core.engine;

import java.util.regex.Pattern;
import org.disentangle.core.UserError;

/**
 * How a session is opened.
 *
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}
 * @param threads CPU threads for one operation; the same number gives the same bits
 */
public record SessionOptions(String device, Precision precision, int threads) {
    private static final Pattern DEVICE = Pattern.compile("auto|cpu|cuda:\\d{1,3}");

    public SessionOptions {
        if (!DEVICE.matcher(device).matches()) {
            throw new UserError("Unknown device '" + device + "': use auto, cpu or cuda:N (for example cuda:0)");
        }
        if (threads < 1) {
            throw new UserError("An engine needs at least one thread, not " + threads);
        }
    }
}
