using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Cendra.Domain.Database;

/// <summary>Instants are stored in UTC with whole microseconds: what all three databases can hold and give back unchanged.</summary>
public sealed class MicrosecondInstant() : ValueConverter<DateTimeOffset, DateTimeOffset>(v => Instants.ToMicroseconds(v), v => v.ToUniversalTime());

/// <summary>SQLite has no instants: microseconds since 0001-01-01 UTC as an integer, so that comparing and ordering work.</summary>
public sealed class MicrosecondNumber()
    : ValueConverter<DateTimeOffset, long>(v => v.UtcTicks / TimeSpan.TicksPerMicrosecond, v => new DateTimeOffset(v * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero));
