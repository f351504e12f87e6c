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

    public static final Citation LOCATELLO_2019 = new Citation(
            "locatello2019",
            "F. Locatello, S. Bauer, M. Lucic, G. Rätsch, S. Gelly, B. Schölkopf, O. Bachem",
            "Challenging Common Assumptions in the Unsupervised Learning of Disentangled Representations",
            "ICML",
            2019,
            "arXiv:1811.12359");

    public static final Citation CHEN_2018 = new Citation(
            "chen2018",
            "R. T. Q. Chen, X. Li, R. Grosse, D. Duvenaud",
            "Isolating Sources of Disentanglement in Variational Autoencoders",
            "NeurIPS",
            2018,
            "arXiv:1802.04942");

    public static final Citation RIDGEWAY_2018 = new Citation(
            "ridgeway2018",
            "K. Ridgeway, M. C. Mozer",
            "Learning Deep Disentangled Embeddings with the F-Statistic Loss",
            "NeurIPS",
            2018,
            "arXiv:1802.05312");

    public static final Citation SUTER_2019 = new Citation(
            "suter2019",
            "R. Suter, D. Miladinovic, B. Schölkopf, S. Bauer",
            "Robustly Disentangled Causal Mechanisms: Validating Deep Representations for Interventional Robustness",
            "ICML",
            2019,
            "arXiv:1811.00007");

    public static final Citation KUMAR_2018 = new Citation(
            "kumar2018",
            "A. Kumar, P. Sattigeri, A. Balakrishnan",
            "Variational Inference of Disentangled Latent Concepts from Unlabeled Observations",
            "ICLR",
            2018,
            "arXiv:1711.00848");

    public static final Citation HSU_2023 = new Citation(
            "hsu2023",
            "K. Hsu, W. Dorrell, J. C. R. Whittington, J. Wu, C. Finn",
            "Disentanglement via Latent Quantization",
            "NeurIPS",
            2023,
            "arXiv:2305.18378");

    public static final Citation ROSS_2014 = new Citation(
            "ross2014",
            "B. C. Ross",
            "Mutual Information between Discrete and Continuous Data Sets",
            "PLoS ONE",
            2014,
            "doi:10.1371/journal.pone.0087357");

    public static final Citation KIM_2018 = new Citation(
            "kim2018", "H. Kim, A. Mnih", "Disentangling by Factorising", "ICML", 2018, "arXiv:1802.05983");

    public static final Citation HIGGINS_2017 = new Citation(
            "higgins2017",
            "I. Higgins, L. Matthey, A. Pal, C. Burgess, X. Glorot, M. Botvinick, S. Mohamed, A. Lerchner",
            "beta-VAE: Learning Basic Visual Concepts with a Constrained Variational Framework",
            "ICLR",
            2017,
            "https://openreview.net/forum?id=Sy2fzU9gl");

    public static final Citation EASTWOOD_2018 = new Citation(
            "eastwood2018",
            "C. Eastwood, C. K. I. Williams",
            "A Framework for the Quantitative Evaluation of Disentangled Representations",
            "ICLR",
            2018,
            "https://openreview.net/forum?id=By-7dz-AZ");

    public static final Citation ROY_2007 = new Citation(
            "roy2007",
            "O. Roy, M. Vetterli",
            "The Effective Rank: A Measure of Effective Dimensionality",
            "EUSIPCO",
            2007,
            "EUSIPCO 2007, 606-610");

    public static final Citation HOTELLING_1936 = new Citation(
            "hotelling1936",
            "H. Hotelling",
            "Relations Between Two Sets of Variates",
            "Biometrika",
            1936,
            "doi:10.1093/biomet/28.3-4.321");

    public static final Citation VINOD_1976 = new Citation(
            "vinod1976",
            "H. D. Vinod",
            "Canonical Ridge and Econometrics of Joint Production",
            "Journal of Econometrics",
            1976,
            "doi:10.1016/0304-4076(76)90010-5");

    public static final Citation KORNBLITH_2019 = new Citation(
            "kornblith2019",
            "S. Kornblith, M. Norouzi, H. Lee, G. Hinton",
            "Similarity of Neural Network Representations Revisited",
            "ICML",
            2019,
            "arXiv:1905.00414");

    public static final Citation ERICSSON_2021 = new Citation(
            "ericsson2021",
            "L. Ericsson, H. Gouk, T. M. Hospedales",
            "How Well Do Self-Supervised Models Transfer?",
            "CVPR",
            2021,
            "arXiv:2011.13377");

    public static final Citation EASTWOOD_2023 = new Citation(
            "eastwood2023",
            "C. Eastwood, J. von Kügelgen, L. Ericsson, D. Bouchacourt, P. Vincent, B. Schölkopf, M. Ibrahim",
            "Self-Supervised Disentanglement by Leveraging Structure in Data Augmentations",
            "arXiv",
            2023,
            "arXiv:2311.08815");

    private Citations() {}
}
