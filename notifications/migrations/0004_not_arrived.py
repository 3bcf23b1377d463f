from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0003_waiting_for_one_reader'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('settled_at', None), models.Q(('state', 'failed'), ('receipt__in', ('temporary_failure', 'permanent_failure', 'technical_failure')), _connector='OR')), fields=['about'], name='notice_not_arrived'),
        ),
    ]
