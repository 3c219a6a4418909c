/** What people are to be told, and the outbox in which it waits for its channels. */
@NullMarked
package org.prytany.governance.alert;

import org.jspecify.annotations.NullMarked;
