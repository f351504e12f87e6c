package org.disentangle.methods;

import org.disentangle.core.registry.Citation;

/** The sources of the methods. */
public final class Citations {
    public static final Citation BURNS_2021 = new Citation(
            "burns2021",
            "A. Burns, A. Sarna, D. Krishnan, A. Maschinot",
            "Unsupervised Disentanglement without Autoencoding: Pitfalls and Future Directions",
            "arXiv",
            2021,
            "arXiv:2108.06613");

    public static final Citation CHEN_2020 = new Citation(
            "chen2020",
            "T. Chen, S. Kornblith, M. Norouzi, G. Hinton",
            "A Simple Framework for Contrastive Learning of Visual Representations",
            "ICML",
            2020,
            "arXiv:2002.05709");

    public static final Citation KHOSLA_2020 = new Citation(
            "khosla2020",
            "P. Khosla, P. Teterwak, C. Wang, A. Sarna, Y. Tian, P. Isola, A. Maschinot, C. Liu, D. Krishnan",
            "Supervised Contrastive Learning",
            "NeurIPS",
            2020,
            "arXiv:2004.11362");

    public static final Citation EASTWOOD_2023 = new Citation(
            "eastwood2023",
            "C. Eastwood, J. von Kügelgen, L. Ericsson, D. Bouchacourt, P. Vincent, B. Schölkopf, M. Ibrahim",
            "Self-Supervised Disentanglement by Leveraging Structure in Data Augmentations",
            "arXiv",
            2023,
            "arXiv:2311.08815");

    public static final Citation BARDES_2022 = new Citation(
            "bardes2022",
            "A. Bardes, J. Ponce, Y. LeCun",
            "VICReg: Variance-Invariance-Covariance Regularization for Self-Supervised Learning",
            "ICLR",
            2022,
            "arXiv:2105.04906");

    public static final Citation ZBONTAR_2021 = new Citation(
            "zbontar2021",
            "J. Zbontar, L. Jing, I. Misra, Y. LeCun, S. Deny",
            "Barlow Twins: Self-Supervised Learning via Redundancy Reduction",
            "ICML",
            2021,
            "arXiv:2103.03230");

    public static final Citation WANG_2021 = new Citation(
            "wang2021",
            "T. Wang, Z. Yue, J. Huang, Q. Sun, H. Zhang",
            "Self-Supervised Learning Disentangled Group Representation as Feature",
            "NeurIPS",
            2021,
            "arXiv:2110.15255");

    public static final Citation ARJOVSKY_2019 = new Citation(
            "arjovsky2019",
            "M. Arjovsky, L. Bottou, I. Gulrajani, D. Lopez-Paz",
            "Invariant Risk Minimization",
            "arXiv",
            2019,
            "arXiv:1907.02893");

    public static final Citation ZHANG_2018 = new Citation(
            "zhang2018",
            "H. Zhang, M. Cisse, Y. N. Dauphin, D. Lopez-Paz",
            "mixup: Beyond Empirical Risk Minimization",
            "ICLR",
            2018,
            "arXiv:1710.09412");

    private Citations() {}
}
