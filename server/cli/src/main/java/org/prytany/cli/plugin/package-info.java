/** What plugin developers begin with: a project that builds, tests itself and is deployed. */
@NullMarked
package org.prytany.cli.plugin;

import org.jspecify.annotations.NullMarked;
