#ifndef CRUX_MEMORY_H
#define CRUX_MEMORY_H

/// Makes the C library give blocks of 512 KB and more back to the system as they are freed. By itself
/// it keeps them once some were freed, and reading a large file takes a quarter more.
void crux_return_large_memory(void);

#endif
