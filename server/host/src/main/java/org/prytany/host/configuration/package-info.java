/** What a plugin's WAR says can be set, and whether what an operator set is that. */
@NullMarked
package org.prytany.host.configuration;

import org.jspecify.annotations.NullMarked;
