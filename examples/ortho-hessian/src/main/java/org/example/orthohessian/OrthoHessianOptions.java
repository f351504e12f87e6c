package org.example.orthohessian;

import org.disentangle.core.Check;
import org.disentangle.methods.contrastive.LabelUse;

/**
 * Settings of {@code ortho-hessian}.
 *
 * @param labels what joint labels do in the InfoMax term
 * @param temperature of the similarities, above 0
 * @param hessian weight of the Hessian regulariser, any finite number
 * @param orthogonality weight of the orthogonality regulariser, any finite number
 * @param embedding the size of z, even: z0 and z1 are its halves
 */
public record OrthoHessianOptions(
        LabelUse labels, double temperature, double hessian, double orthogonality, int embedding) {
    public static final OrthoHessianOptions DEFAULT =
            new OrthoHessianOptions(LabelUse.JOINT_SUPCON, 0.1, 0.1, 0.1, 16);

    public OrthoHessianOptions {
        Check.within("temperature", temperature, 1e-6, 1e6);
        Check.finite("hessian", hessian);
        Check.finite("orthogonality", orthogonality);
        Check.within("embedding", embedding, 2, 1 << 16);
        Check.require(embedding % 2 == 0, "embedding", embedding, "an even number");
    }
}
