/** What governance needs of the plugin host. */
@NullMarked
package org.prytany.governance.plugin;

import org.jspecify.annotations.NullMarked;
