/** What treasurers sign, who they are, and where it was kept. */
@NullMarked
package org.prytany.governance.statement;

import org.jspecify.annotations.NullMarked;
