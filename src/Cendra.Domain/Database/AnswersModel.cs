using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Domain.Database;

/// <summary>The part of the model about who answers, by <see cref="CendraModel"/>'s rules.</summary>
internal static class AnswersModel
{
    public static void Build(ModelBuilder b)
    {
        b.Entity<Property>(e =>
        {
            CendraModel.Lengths(e, (nameof(Property.RestrictedTopics), 2000));
            e.HasMany(p => p.AnswerRules).WithOne().HasForeignKey(r => r.PropertyId).OnDelete(DeleteBehavior.Cascade);
        });
        b.Entity<MessageTranslation>(e =>
        {
            e.HasKey(t => t.MessageId);
            CendraModel.Lengths(e, (nameof(MessageTranslation.Language), 35), (nameof(MessageTranslation.Model), CendraModel.Name));
            e.HasOne<Message>().WithOne().HasForeignKey<MessageTranslation>(t => t.MessageId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
