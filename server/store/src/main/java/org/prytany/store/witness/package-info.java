/** What the audit log had, kept in a file outside the store. */
@NullMarked
package org.prytany.store.witness;

import org.jspecify.annotations.NullMarked;
