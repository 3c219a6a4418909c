/** The browser application's files. */
@NullMarked
package org.prytany.app.page;

import org.jspecify.annotations.NullMarked;
