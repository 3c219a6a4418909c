/** What the comparison of a text with its effects came to, as it is stored and sealed. */
@NullMarked
package org.prytany.governance.findings;

import org.jspecify.annotations.NullMarked;
