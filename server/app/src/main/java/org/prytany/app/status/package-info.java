/** How the server is: health, metrics, and what is known of each DAO. */
@NullMarked
package org.prytany.app.status;

import org.jspecify.annotations.NullMarked;
