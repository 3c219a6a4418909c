/** When proposals changed, as the audit log has it. */
@NullMarked
package org.prytany.app.history;

import org.jspecify.annotations.NullMarked;
