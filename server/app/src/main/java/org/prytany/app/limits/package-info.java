/** What one client may use, and the headers that protect a browser. */
@NullMarked
package org.prytany.app.limits;

import org.jspecify.annotations.NullMarked;
