/** Beside the line: every act in a hash-chained, append-only log. */
@NullMarked
package org.prytany.governance.audit;

import org.jspecify.annotations.NullMarked;
