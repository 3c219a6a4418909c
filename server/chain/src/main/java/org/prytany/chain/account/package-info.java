/** What contracts say about signatures that stand for them. */
@NullMarked
package org.prytany.chain.account;

import org.jspecify.annotations.NullMarked;
