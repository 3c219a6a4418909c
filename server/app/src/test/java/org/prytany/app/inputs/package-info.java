/** What strangers send, of every length, on little stack. */
@NullMarked
package org.prytany.app.inputs;

import org.jspecify.annotations.NullMarked;
