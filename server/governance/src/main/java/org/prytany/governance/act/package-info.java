/** One transaction of ours, as a value: intended, signed, sent, settled. */
@NullMarked
package org.prytany.governance.act;

import org.jspecify.annotations.NullMarked;
