package org.disentangle.metrics;

import org.disentangle.core.registry.Citation;

/** The sources of the metrics. */
public final class Citations {
    public static final Citation BURNS_2021 = new Citation(
            "burns2021",
            "A. Burns, A. Sarna, D. Krishnan, A. Maschinot",
            "Unsupervised Disentanglement without Autoencoding: Pitfalls and Future Directions",
            "arXiv",
            2021,
            "arXiv:2108.06613");

    public static final Citation ALAIN_2016 = new Citation(
            "alain2016",
            "G. Alain, Y. Bengio",
            "Understanding intermediate layers using linear classifier probes",
            "arXiv",
            2016,
            "arXiv:1610.01644");

    public static final Citation WU_2018 = new Citation(
            "wu2018",
            "Z. Wu, Y. Xiong, S. X. Yu, D. Lin",
            "Unsupervised Feature Learning via Non-Parametric Instance Discrimination",
            "CVPR",
            2018,
            "arXiv:1805.01978");

    public static final Citation VON_KUEGELGEN_2021 = new Citation(
            "vonkuegelgen2021",
            "J. von Kügelgen, Y. Sharma, L. Gresele, W. Brendel, B. Schölkopf, M. Besserve, F. Locatello",
            "Self-Supervised Learning with Data Augmentations Provably Isolates Content from Style",
            "NeurIPS",
            2021,
            "arXiv:2106.04619");

    public static final Citation WANG_2021 = new Citation(
            "wang2021",
            "T. Wang, Z. Yue, J. Huang, Q. Sun, H. Zhang",
            "Self-Supervised Learning Disentangled Group Representation as Feature",
            "NeurIPS",
            2021,
            "arXiv:2110.15255");

    private Citations() {}
}
