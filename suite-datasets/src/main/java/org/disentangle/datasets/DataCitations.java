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

    public static final Citation VON_KUEGELGEN_2021 = new Citation(
            "vonkuegelgen2021",
            "J. von Kügelgen, Y. Sharma, L. Gresele, W. Brendel, B. Schölkopf, M. Besserve, F. Locatello",
            "Self-Supervised Learning with Data Augmentations Provably Isolates Content from Style",
            "NeurIPS",
            2021,
            "arXiv:2106.04619");

    public static final Citation EASTWOOD_2023 = new Citation(
            "eastwood2023",
            "C. Eastwood, J. von Kügelgen, L. Ericsson, D. Bouchacourt, P. Vincent, B. Schölkopf, M. Ibrahim",
            "Self-Supervised Disentanglement by Leveraging Structure in Data Augmentations",
            "arXiv",
            2023,
            "arXiv:2311.08815");

    public static final Citation MATTHEY_2017 = new Citation(
            "matthey2017",
            "L. Matthey, I. Higgins, D. Hassabis, A. Lerchner",
            "dSprites: Disentanglement testing Sprites dataset",
            "",
            2017,
            "");

    public static final Citation WANG_2021 = new Citation(
            "wang2021",
            "T. Wang, Z. Yue, J. Huang, Q. Sun, H. Zhang",
            "Self-Supervised Learning Disentangled Group Representation as Feature",
            "NeurIPS",
            2021,
            "arXiv:2110.15255");

    public static final Citation KRIZHEVSKY_2009 = new Citation(
            "krizhevsky2009",
            "A. Krizhevsky",
            "Learning Multiple Layers of Features from Tiny Images",
            "University of Toronto",
            2009,
            "");

    public static final Citation DENG_2009 = new Citation(
            "deng2009",
            "J. Deng, W. Dong, R. Socher, L.-J. Li, K. Li, L. Fei-Fei",
            "ImageNet: A Large-Scale Hierarchical Image Database",
            "CVPR",
            2009,
            "");

    private DataCitations() {}
}
