/** `prytany plugin`: looks at plugins and puts them where the server finds them. */
@NullMarked
package org.prytany.check.plugin;

import org.jspecify.annotations.NullMarked;
