package org.disentangle.core.network;

import org.disentangle.core.registry.Component;
import org.disentangle.core.tensor.Mode;
import org.disentangle.core.tensor.Shape;
import org.disentangle.core.tensor.Tensor;

/** A family of networks x → r. The family is stateless; parameters belong to the program and its variables. */
public interface Encoder<O extends Record> extends Component<O> {

    /** The size of r. */
    int dimension(O options);

    /**
     * Refuses options that cannot serve this input.
     *
     * @param sample one sample: {@code [c, h, w]} with values 0..1, or {@code [d]}
     * @throws org.disentangle.core.UserError naming the option and what would fit
     */
    void check(O options, Shape sample);

    /**
     * Adds the network to x's program, its parameters below the present scope.
     *
     * @param x {@code [n, c, h, w]} or {@code [n, d]}
     * @return r {@code [n, dimension]}
     */
    Tensor encode(O options, Tensor x, Mode mode);
}
