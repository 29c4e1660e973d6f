using Cendra.Domain.Conversations;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Messaging.Outbound;

/// <summary>Grants as rows of their message.</summary>
public static class GrantRows
{
    /// <summary>The row.</summary>
    public static MessageSecret AsSecret(this CodeGrant grant, Guid messageId, IdSource ids, StayClock clock) => new()
    {
        Id = ids.Next(), MessageId = messageId, Token = grant.Token, SecretKind = "code", StayPinId = grant.StayPinId, Decision = grant.Decision, GrantedUtc = clock.GetUtcNow(),
    };

    /// <summary>The same of a secret of the property.</summary>
    public static MessageSecret AsSecret(this SecretGrant grant, Guid messageId, IdSource ids, StayClock clock) => new()
    {
        Id = ids.Next(), MessageId = messageId, Token = grant.Token, SecretKind = grant.Kind, SubjectId = grant.SecretId, Decision = grant.Decision, GrantedUtc = clock.GetUtcNow(),
    };
}
