using Cendra.Domain.Portfolio;

namespace Cendra.Knowledge;

/// <summary>The person who changes what may be said: who they are in the audit chains, and which properties they see.</summary>
/// <param name="Actor">As <see cref="Cendra.Domain.Audit.AuditActor"/> writes it.</param>
/// <param name="Scope">Articles of properties outside it stay unseen and unchanged; those for all properties are changed by people who see all.</param>
public sealed record Editor(string Actor, PropertyScope Scope);
