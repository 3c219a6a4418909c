/** One transaction of ours: intended, signed, sent, settled; reconciled before it is retried. */
@NullMarked
package org.prytany.governance.act;

import org.jspecify.annotations.NullMarked;
