/** Who may move what the accounts of a DAO have, apart from its votes, and what changed in it. */
@NullMarked
package org.prytany.governance.posture;

import org.jspecify.annotations.NullMarked;
