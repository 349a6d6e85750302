#ifndef CRUX_MEMORY_H
#define CRUX_MEMORY_H

/// Makes the C library give blocks of 128 KB and more back to the system as they are freed. By itself
/// it raises that size with each such block that is freed: reading a large file then takes a quarter
/// more, and pages made on several threads leave heaps full of holes (40 of 240 MB for a site of 10,000
/// threads).
void crux_return_large_memory(void);

#endif
