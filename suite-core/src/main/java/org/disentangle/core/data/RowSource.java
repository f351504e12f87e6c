package org.disentangle.core.data;

import org.disentangle.core.tensor.HostTensor;
import org.disentangle.core.tensor.Shape;

/** Numbers of samples that are too many to be uploaded whole, such as a million photographs: fetched row by row when needed. */
public interface RowSource {

    /** The shape of one row, UINT8, such as {@code [3, 256, 256]}; the same in both splits. */
    Shape row();

    /**
     * Fetches rows, in the order asked for; a row may be asked for twice. Safe to be called by several threads.
     *
     * @param rows of the split's {@link Samples}
     * @return UINT8 {@code [rows, ...row]}
     * @throws org.disentangle.core.UserError if what is read is damaged
     */
    HostTensor read(int[] rows);
}
