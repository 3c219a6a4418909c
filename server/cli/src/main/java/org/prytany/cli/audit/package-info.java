/** `prytany audit`: checks the audit log with code of its own, and takes copies of it. */
@NullMarked
package org.prytany.cli.audit;

import org.jspecify.annotations.NullMarked;
