/** IP-IRM: partitions of the data on which a contrastive loss differs are searched for, and the encoder learns not to differ. */
@NullMarked
package org.disentangle.methods.ipirm;

import org.jspecify.annotations.NullMarked;
