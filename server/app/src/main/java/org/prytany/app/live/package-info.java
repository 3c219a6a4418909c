/** Live updates for pages that are open, as Server-Sent Events. */
@NullMarked
package org.prytany.app.live;

import org.jspecify.annotations.NullMarked;
