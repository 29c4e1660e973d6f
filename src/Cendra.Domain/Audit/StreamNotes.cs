namespace Cendra.Domain.Audit;

/// <summary>
/// Lines for a chain that belongs to no row of Cendra's own, such as that of an account: handed to <see cref="Database.CendraDbContext.Audit"/> they are chained
/// and stored in the next save, exactly like those of an entity.
/// </summary>
public sealed class StreamNotes(string stream) : Audited
{
    /// <inheritdoc />
    public override string AuditStream => stream;

    /// <summary>The chain of an account.</summary>
    public static StreamNotes OfUser(Guid userId) => new($"user:{userId:N}");

    /// <summary>The chain of those who tried to sign in and whom nobody here knows. What they typed is not kept.</summary>
    public static StreamNotes OfUnknownUser() => new("user:unknown");

    /// <summary>Adds a line; <paramref name="what"/> holds neither digits of a PIN nor personal data.</summary>
    public StreamNotes Add(AuditKind kind, string actor, string what)
    {
        Note(kind, actor, what);
        return this;
    }
}
