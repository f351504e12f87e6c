package org.disentangle.datasets;

import org.disentangle.core.registry.Citation;

/** Where the data come from. */
public final class DataCitations {

    public static final Citation BURNS_2021 = new Citation(
            "burns2021",
            "A. Burns, A. Sarna, D. Krishnan, A. Maschinot",
            "Unsupervised Disentanglement without Autoencoding: Pitfalls and Future Directions",
            "arXiv",
            2021,
            "arXiv:2108.06613");

    public static final Citation LECUN_1998 = new Citation(
            "lecun1998",
            "Y. LeCun, C. Cortes, C. J. C. Burges",
            "The MNIST database of handwritten digits",
            "",
            1998,
            "");

    public static final Citation COATES_2011 = new Citation(
            "coates2011",
            "A. Coates, H. Lee, A. Y. Ng",
            "An Analysis of Single Layer Networks in Unsupervised Feature Learning",
            "AISTATS",
            2011,
            "");

    private DataCitations() {}
}
