using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddConversations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AcknowledgeTokenHash",
                table: "Escalations");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MessagesDueUtc",
                table: "Stays",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ConversationId",
                table: "Messages",
                type: "uniqueidentifier",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier");

            migrationBuilder.AddColumn<string>(
                name: "Attachment",
                table: "Messages",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "AuthorUserId",
                table: "Messages",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "EscalationId",
                table: "Messages",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "GuestVersion",
                table: "Messages",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "HostContactId",
                table: "Messages",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LinkTokenHash",
                table: "Messages",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SentUtc",
                table: "Messages",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ToldFromUtc",
                table: "Messages",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ToldUntilUtc",
                table: "Messages",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Typed",
                table: "Messages",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "AcknowledgedByName",
                table: "Escalations",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "NoticeRounds",
                table: "Escalations",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Form",
                table: "Deliveries",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RequestedUtc",
                table: "Deliveries",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TextHash",
                table: "Deliveries",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "HumanUserId",
                table: "Conversations",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "Conversations",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LastInboundUtc",
                table: "ChannelIdentities",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AgentTurns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConversationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    MessageId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Responder = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Model = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Steps = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    ModelCalls = table.Column<int>(type: "int", nullable: false),
                    ToolCalls = table.Column<int>(type: "int", nullable: false),
                    InputTokens = table.Column<int>(type: "int", nullable: false),
                    OutputTokens = table.Column<int>(type: "int", nullable: false),
                    StartedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    EndedUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgentTurns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AgentTurns_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OutboundSwitches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LiveSinceUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    StoppedSinceUtc = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboundSwitches", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_EscalationId",
                table: "Messages",
                column: "EscalationId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_HostContactId",
                table: "Messages",
                column: "HostContactId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_LinkTokenHash",
                table: "Messages",
                column: "LinkTokenHash");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_Key",
                table: "Conversations",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AgentTurns_ConversationId",
                table: "AgentTurns",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_AgentTurns_MessageId",
                table: "AgentTurns",
                column: "MessageId");

            migrationBuilder.AddForeignKey(
                name: "FK_Messages_Escalations_EscalationId",
                table: "Messages",
                column: "EscalationId",
                principalTable: "Escalations",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Messages_HostContacts_HostContactId",
                table: "Messages",
                column: "HostContactId",
                principalTable: "HostContacts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Messages_Escalations_EscalationId",
                table: "Messages");

            migrationBuilder.DropForeignKey(
                name: "FK_Messages_HostContacts_HostContactId",
                table: "Messages");

            migrationBuilder.DropTable(
                name: "AgentTurns");

            migrationBuilder.DropTable(
                name: "OutboundSwitches");

            migrationBuilder.DropIndex(
                name: "IX_Messages_EscalationId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_HostContactId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_LinkTokenHash",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_Key",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "MessagesDueUtc",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "Attachment",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "AuthorUserId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "EscalationId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "GuestVersion",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "HostContactId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "LinkTokenHash",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "SentUtc",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "ToldFromUtc",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "ToldUntilUtc",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "Typed",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "AcknowledgedByName",
                table: "Escalations");

            migrationBuilder.DropColumn(
                name: "NoticeRounds",
                table: "Escalations");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "RequestedUtc",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "TextHash",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "HumanUserId",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "LastInboundUtc",
                table: "ChannelIdentities");

            migrationBuilder.AlterColumn<Guid>(
                name: "ConversationId",
                table: "Messages",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier",
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AcknowledgeTokenHash",
                table: "Escalations",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");
        }
    }
}
