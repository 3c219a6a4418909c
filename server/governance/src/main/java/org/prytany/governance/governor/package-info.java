/** What the governor contract is asked, and the calls that it takes. */
@NullMarked
package org.prytany.governance.governor;

import org.jspecify.annotations.NullMarked;
