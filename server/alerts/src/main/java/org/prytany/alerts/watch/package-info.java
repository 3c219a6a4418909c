/** What is noticed: in the audit log, in what is due, and in how the server is. */
@NullMarked
package org.prytany.alerts.watch;

import org.jspecify.annotations.NullMarked;
