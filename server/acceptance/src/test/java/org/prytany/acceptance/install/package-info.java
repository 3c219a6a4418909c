/** What the server does with WARs that should not run. */
@NullMarked
package org.prytany.acceptance.install;

import org.jspecify.annotations.NullMarked;
