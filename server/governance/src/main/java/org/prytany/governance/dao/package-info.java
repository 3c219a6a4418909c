/** What the operator configured for one DAO: governor, accounts, treasurers. */
@NullMarked
package org.prytany.governance.dao;

import org.jspecify.annotations.NullMarked;
