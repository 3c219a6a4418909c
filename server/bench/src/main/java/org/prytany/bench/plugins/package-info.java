/** What plugins cost: a call in their own process, and putting one in and out of service. */
@NullMarked
package org.prytany.bench.plugins;

import org.jspecify.annotations.NullMarked;
